"""The router of cases: one for all its files, because a path that is both read and written must stand on one router."""

from ninja import Router

router = Router()

"""The router that the endpoints of forums are hung on."""

from ninja import Router

router = Router()

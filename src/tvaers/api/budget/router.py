"""The router of budgets; each file beside it adds its own endpoints."""

from ninja import Router

router = Router()

"""The endpoints of approvals."""

from tvaers.api.approvals.endpoints import router

__all__ = ["router"]

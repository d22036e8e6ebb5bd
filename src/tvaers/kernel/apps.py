"""The kernel as a Django app: it owns the audit log and nothing else."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Kernel."""

    name = "tvaers.kernel"
    label = "kernel"

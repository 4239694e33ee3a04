"""A matter's whole file, gathered for an archive package: each kind of content has a place in `GATHERERS`."""

from famn.domain.establishment.reads.archive.package import GATHERERS, Sketch, package_name, package_of, sketch_of

__all__ = ["GATHERERS", "Sketch", "package_name", "package_of", "sketch_of"]

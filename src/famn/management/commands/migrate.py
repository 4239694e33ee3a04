"""`./famn manage migrate`: Django's own command, in a fifth of the time on an empty database.

Django keeps a model class for every table as it was at that point, and makes the classes of all related tables anew
at every change. Here nearly every table is related to every other, so on an empty database that is 13,000 classes and
most of the work. A table, field, constraint or index that is *added* needs none of it: the classes that are there can
be added to. What is taken away, renamed or altered is left to Django.

This leans on the inside of Django's migrations, so it keeps to where it is worth it and was tried: an empty PostgreSQL,
and the release of Django that it was read against. Everywhere else (an upgrade of a house that is in use, another
release) the command is Django's own, to the letter. If Django no longer asks for what is named here, it is so too. A
test holds the classes that have grown against those that Django makes.
"""

from __future__ import annotations

from typing import Any, Final

import django
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import BaseConstraint, Field, Index

TRIED: Final = (6, 1)  # the release of Django whose inside this was read against


class GrowingState(ProjectState):
    """All tables at one point of the migrations, whose model classes are added to and not made anew.

    The same classes stand for the tables before and after an addition. PostgreSQL's schema editor asks of a table that
    gets something how it is called, never what it lacked before (SQLite's does, and could not be used with this).
    """

    def clone(self) -> GrowingState:
        """A copy that grows too, with the same classes."""
        plain = super().clone()
        copy = GrowingState(plain.models, plain.real_apps)
        copy.is_delayed = plain.is_delayed
        if "apps" in self.__dict__:
            copy.apps = plain.apps
        return copy

    def add_model(self, model_state: ModelState) -> None:
        """A new table."""
        classes = self._set_aside()
        super().add_model(model_state)
        if classes is not None:
            self.apps = classes
            classes.render_multiple([model_state])

    def add_field(
        self, app_label: str, model_name: str, name: str, field: Field[Any, Any], preserve_default: bool
    ) -> None:
        """A new field. One to many rows comes with a table of its own, which Django makes."""
        classes = None if field.many_to_many else self._set_aside()
        super().add_field(app_label, model_name, name, field, preserve_default)
        if classes is not None:
            self.apps = classes
            added = self.models[app_label, model_name].fields[name].clone()
            classes.get_model(app_label, model_name).add_to_class(name, added)
            classes.clear_cache()

    def add_index(self, app_label: str, model_name: str, index: Index) -> None:
        """A new index."""
        classes = self._set_aside()
        super().add_index(app_label, model_name, index)
        if classes is not None:
            self.apps = classes
            options = classes.get_model(app_label, model_name)._meta
            options.indexes = [*options.indexes, index]

    def add_constraint(self, app_label: str, model_name: str, constraint: BaseConstraint) -> None:
        """A new constraint."""
        classes = self._set_aside()
        super().add_constraint(app_label, model_name, constraint)
        if classes is not None:
            self.apps = classes
            options = classes.get_model(app_label, model_name)._meta
            options.constraints = [*options.constraints, constraint]

    def _set_aside(self) -> StateApps | None:
        """The classes, if they have been made; Django then sees none that it would have to make anew."""
        classes: StateApps | None = self.__dict__.pop("apps", None)
        return classes


class GrowingExecutor(MigrationExecutor):
    """Runs migrations on a state that grows where the database is empty, else as Django does."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        begun: ProjectState = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]  # not in stubs
        is_empty = not self.loader.applied_migrations
        if is_empty and self.connection.vendor == "postgresql" and django.VERSION[:2] == TRIED:
            return GrowingState(begun.models, begun.real_apps)
        return begun


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = GrowingExecutor  # type: ignore[attr-defined]  # Django has no other place for it
        super().handle(*args, **options)

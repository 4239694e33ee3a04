"""The web server's entrance. It refuses a database that it should not serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from famn.ground.tables import require_safe_database  # noqa: E402  Django must be set up first

require_safe_database()

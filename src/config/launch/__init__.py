"""What `./famn` does once Python and the packages are there: run, test, check, manage.

Starts and stops other programs; knows the settings by their names in the environment only, and never imports
Django, so that it answers at once. The modules that do need Django run as programs of their own: `steps`
and `django_command`.
"""

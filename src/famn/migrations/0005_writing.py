"""Reports that are written here, and what never changes: versions, decisions, layouts in use, and a decided text."""

import django.db.models.deletion
import famn.ground.tables
from django.conf import settings
from django.db import migrations, models

FIXED = """
REVOKE UPDATE, DELETE, TRUNCATE ON famn_reportversion, famn_decision FROM famn_app;
CREATE TRIGGER report_version_is_fixed BEFORE UPDATE OR DELETE ON famn_reportversion
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER decision_is_fixed BEFORE UPDATE OR DELETE ON famn_decision
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER heading_set_is_fixed BEFORE UPDATE OF layout, name, version, authority_id ON famn_headingset
    FOR EACH ROW EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER decided_report_is_fixed BEFORE UPDATE OF title, revision, matter_id, heading_set_id, document_id
    ON famn_boardreport FOR EACH ROW WHEN (OLD.document_id IS NOT NULL AND (
        OLD.title, OLD.revision, OLD.matter_id, OLD.heading_set_id, OLD.document_id
    ) IS DISTINCT FROM (NEW.title, NEW.revision, NEW.matter_id, NEW.heading_set_id, NEW.document_id))
    EXECUTE FUNCTION famn_is_fixed();
CREATE TRIGGER decided_report_stays BEFORE DELETE ON famn_boardreport
    FOR EACH ROW WHEN (OLD.document_id IS NOT NULL) EXECUTE FUNCTION famn_is_fixed();

CREATE FUNCTION famn_decided_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM famn_boardreport WHERE id = NEW.report_id AND document_id IS NOT NULL) THEN
        RAISE EXCEPTION 'a decided text never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decided_text_is_fixed BEFORE INSERT ON famn_reportversion
    FOR EACH ROW EXECUTE FUNCTION famn_decided_is_fixed();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('famn', '0004_letters_with_secrets'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeadingSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', famn.ground.tables.CodeField(default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('is_current', models.BooleanField(default=True)),
                ('layout', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='heading_sets', to='famn.authority')),
                ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='famn.headingset')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='BoardReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', famn.ground.tables.CodeField(default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('meeting_date', models.DateField(blank=True, null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('draft', 'utkast'), ('ready', 'väntar på attest'), ('attested', 'attesterat'), ('agenda', 'på dagordningen'), ('decided', 'beslutat'), ('executed', 'verkställt'), ('closed', 'avslutat')], default='draft', max_length=10)),
                ('state_at', models.DateTimeField()),
                ('started_at', models.DateTimeField()),
                ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='report', to='famn.document')),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='famn.boardreport')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='famn.matter')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('heading_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='famn.headingset')),
            ],
        ),
        migrations.CreateModel(
            name='ReportVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('cause', models.CharField(choices=[('started', 'påbörjades'), ('saved', 'sparades'), ('merged', 'sammanfogades med en annans ändringar'), ('restored', 'återställdes från en tidigare version')], max_length=10)),
                ('content', models.JSONField()),
                ('head', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('saved_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='famn.boardreport')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', famn.ground.tables.CodeField(default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True)),
                ('body', models.CharField(max_length=120)),
                ('meeting_date', models.DateField()),
                ('paragraph', models.CharField(blank=True, max_length=20)),
                ('outcome', models.CharField(choices=[('as_proposed', 'enligt förslaget'), ('otherwise', 'på annat sätt'), ('referred_back', 'återremiss'), ('postponed', 'bordlagt'), ('rejected', 'avslag')], max_length=14)),
                ('text', models.TextField(blank=True)),
                ('immediate_approval', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='famn.boardreport')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='famn.reportversion')),
            ],
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', famn.ground.tables.CodeField(default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('waiting', 'väntar'), ('attested', 'attesterat'), ('returned', 'skickat tillbaka'), ('voided', 'gäller inte längre')], default='waiting', max_length=8)),
                ('comment', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('attested_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attester', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attestations', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attestations', to='famn.reportversion')),
            ],
        ),
        migrations.CreateModel(
            name='WordTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', famn.ground.tables.CodeField(default=famn.ground.tables.new_code, editable=False, max_length=16, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('findings', models.JSONField()),
                ('is_in_use', models.BooleanField(default=False)),
                ('uploaded_at', models.DateTimeField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='word_templates', to='famn.authority')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WorkingCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('saved_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='working_copies', to='famn.boardreport')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='headingset',
            constraint=models.UniqueConstraint(fields=('authority', 'name', 'version'), name='heading_set_version_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='headingset',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('authority', 'name'), name='heading_set_one_current', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='boardreport',
            index=models.Index(fields=['matter', '-started_at'], name='reports_of_matter'),
        ),
        migrations.AddConstraint(
            model_name='boardreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['agenda', 'decided', 'executed']), _negated=True), ('meeting_date__isnull', False), _connector='OR'), name='report_on_agenda_has_its_meeting'),
        ),
        migrations.AddConstraint(
            model_name='boardreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['decided', 'executed']), _negated=True), ('document__isnull', False), _connector='OR'), name='report_decided_is_a_document'),
        ),
        migrations.AddConstraint(
            model_name='reportversion',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='report_version_once'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('report', 'meeting_date'), name='decision_once_per_meeting'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'as_proposed'), models.Q(('text', ''), _negated=True), _connector='OR'), name='decision_not_as_proposed_says_what'),
        ),
        migrations.AddIndex(
            model_name='attestation',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['attester'], name='attestations_waiting'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.UniqueConstraint(fields=('version', 'attester'), name='attestation_once_per_version'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attested_at__isnull', True), ('settled_at__isnull', True), ('state', 'waiting')), models.Q(('attested_at__isnull', False), ('settled_at__isnull', False), ('state', 'attested')), models.Q(('attested_at__isnull', True), ('settled_at__isnull', False), ('state', 'returned'), models.Q(('comment', ''), _negated=True)), models.Q(('settled_at__isnull', False), ('state', 'voided')), _connector='OR'), name='attestation_settled_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='wordtemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('is_in_use', True)), fields=('authority',), name='word_template_one_in_use'),
        ),
        migrations.AddConstraint(
            model_name='workingcopy',
            constraint=models.UniqueConstraint(fields=('report', 'user'), name='working_copy_once'),
        ),
        migrations.RunSQL(FIXED, "DROP FUNCTION famn_decided_is_fixed() CASCADE;"),
    ]

"""The register of tables: imports them so that Django finds them. Nobody imports this file."""

# ruff: noqa: F401  the imports are the point
from famn.domain.centres.models import (
    CentreLeg,
    ClassDefinition,
    DefinitionSet,
    FamilyCentre,
    OpeningHours,
    Partner,
    Premises,
)
from famn.domain.establishment.models import (
    Initiative,
    InitiativeMatter,
    InitiativeParty,
    InitiativeStep,
    Ladder,
    LadderStep,
)
from famn.domain.matters.models import (
    Assignment,
    Attestation,
    BoardReport,
    Decision,
    DecisionPoint,
    Document,
    DocumentPerson,
    HeadingSet,
    IncomingFile,
    Matter,
    ReportVersion,
    WordTemplate,
    WorkingCopy,
)
from famn.domain.people.models import (
    Administration,
    Authority,
    Membership,
    Place,
    Principal,
    Profession,
    SecrecyArea,
    Unit,
    User,
)
from famn.ground.mail import Letter
from famn.ground.tables import Installation
from famn.ground.trail import TrailEvent, TrailLink

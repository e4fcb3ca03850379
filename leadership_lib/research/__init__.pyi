# What is used of research as a whole: for editors and type checkers, and for `__init__.py`, which reads it.

from leadership_lib.research import agreement as agreement
from leadership_lib.research import coding as coding
from leadership_lib.research import portfolio as portfolio
from leadership_lib.research.coding.adjudication import Adjudicated as Adjudicated
from leadership_lib.research.coding.codebook import Codebook as Codebook
from leadership_lib.research.coding.codebook import write_codebook as write_codebook
from leadership_lib.research.coding.codes import Codes as Codes
from leadership_lib.research.coding.library_comparison import AgainstLibrary as AgainstLibrary
from leadership_lib.research.coding.reader import example_codes_folder as example_codes_folder
from leadership_lib.research.coding.reader import read_codes as read_codes
from leadership_lib.research.coding.sheet import write_coding_sheet as write_coding_sheet
from leadership_lib.research.portfolio.batches import Shown as Shown
from leadership_lib.research.portfolio.before_after import BeforeAfter as BeforeAfter
from leadership_lib.research.portfolio.clusters import Clusters as Clusters
from leadership_lib.research.portfolio.loading import Written as Written
from leadership_lib.research.portfolio.loading import diagnose_roles as diagnose_roles
from leadership_lib.research.portfolio.loading import each as each
from leadership_lib.research.portfolio.loading import write_findings as write_findings
from leadership_lib.research.portfolio.portfolio import Portfolio as Portfolio
from leadership_lib.research.portfolio.provenance import Provenance as Provenance
from leadership_lib.research.portfolio.role_rows import roles_frame as roles_frame
from leadership_lib.research.portfolio.role_rows import write_roles as write_roles
from leadership_lib.research.portfolio.sensitivity import Sensitivity as Sensitivity
from leadership_lib.research.portfolio.sensitivity import sensitivity as sensitivity
from leadership_lib.research.portfolio.stated import Stated as Stated
from leadership_lib.research.tables.unread import Unread as Unread

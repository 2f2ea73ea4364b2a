"""The compiled part: one stub file for each module of the library."""

from . import kernels as kernels
from .balance import *
from .compare import *
from .compute import *
from .core import *
from .describe import *
from .disclosure import *
from .errors import *
from .findings import *
from .flows import *
from .from_stocks import *
from .io import *
from .landscape import *
from .observations import *
from .peers import *
from .places import *
from .table import *
from .transition_parameters import *

__version__: str

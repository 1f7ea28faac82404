"""Pictures of the record as Altair charts: the same in notebooks, pages and files, drawn from plain rows."""

from dragoman.charts.claims import draw_claims
from dragoman.charts.coverage import draw_coverage
from dragoman.charts.files import KINDS, page_of, png_of, svg_of, write_picture
from dragoman.charts.heatmap import draw_heatmap, draw_matrix
from dragoman.charts.look import Basis, Drawn, Picture
from dragoman.charts.network import draw_network
from dragoman.charts.places import draw_map
from dragoman.charts.series import draw_series
from dragoman.charts.stance import draw_stance

__all__ = [
    "KINDS",
    "Basis",
    "Drawn",
    "Picture",
    "draw_claims",
    "draw_coverage",
    "draw_heatmap",
    "draw_map",
    "draw_matrix",
    "draw_network",
    "draw_series",
    "draw_stance",
    "page_of",
    "png_of",
    "svg_of",
    "write_picture",
]

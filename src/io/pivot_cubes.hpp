// From printed lines to cubes.
#pragma once

#include "pivot.hpp"
#include "werdegang/io/official.hpp"

namespace werdegang::inline v0::detail {

/// Decides what every "-" means from its context (see the page on signs in the documentation): a row of dashes only
/// is a region that did not exist, a column of dashes only was not collected, one in a rate or one that the
/// total above contradicts is unknown; the rest are zeros. Also turns a printed 0 in a measure into `below_half`.
void resolve_dashes(const PivotLayout& layout, const TableDescriptor* table, PivotData& data, Index source,
                    Findings& findings);

/// One cube per variable of a known table. Takes the data over and frees them on the way.
std::vector<Cube> described_cubes(const PivotLayout& layout, const TableDescriptor& table, PivotData data, Index source,
                                  Findings& findings);
/// One cube per unit of an unknown table, under its own labels: axes region, period, category, column.
std::vector<Cube> plain_cubes(const PivotLayout& layout, PivotData data, Index source, Findings& findings);

}  // namespace werdegang::inline v0::detail

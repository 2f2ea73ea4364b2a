// What estimators of matrices share.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/matrix.hpp"
#include "werdegang/flows/transition_matrix.hpp"

namespace werdegang::inline v0::detail {

/// Positions start[i] .. start[i + 1] of row i.
inline Index row_begin(const SparseMatrix& matrix, Index i) { return matrix.start[static_cast<std::size_t>(i)]; }
inline Index row_end(const SparseMatrix& matrix, Index i) { return matrix.start[static_cast<std::size_t>(i) + 1]; }
inline Index column_at(const SparseMatrix& matrix, Index k) { return matrix.target[static_cast<std::size_t>(k)]; }
inline double value_at(const SparseMatrix& matrix, Index k) { return matrix.value[static_cast<std::size_t>(k)]; }

double row_sum(const SparseMatrix& matrix, Index i);
/// 'Realschule' or, where the catalogue knows the stage, 'realschule'.
std::string quoted(const Codelist& list, Index position);
/// Throws InvalidArgument for flows with several codes in the breakdown "source": they may count the same persons.
void refuse_sources(const Flows& flows, const std::string& place);
/// A code list of the names, with the catalogue's labels. Throws InvalidArgument for a name twice or empty.
CodelistPtr state_list(const std::vector<std::string>& names, std::string_view what);

}  // namespace werdegang::inline v0::detail

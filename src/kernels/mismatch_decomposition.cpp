#include <algorithm>
#include <vector>

#include "kernels/checks.hpp"
#include "werdegang/kernels/training_market.hpp"

namespace werdegang::inline v0 {
namespace {

std::string shape(const Matrix& matrix) { return std::to_string(matrix.rows) + " x " + std::to_string(matrix.columns); }

void expect_cells(const Matrix& unfilled, const Matrix& searching) {
  if (unfilled.rows != searching.rows || unfilled.columns != searching.columns)
    throw InvalidArgument("searching of " + shape(searching), "mismatch_decomposition",
                          shape(unfilled) + " as in unfilled, regions x occupations");
  if (unfilled.values.empty())
    throw InvalidArgument("unfilled of " + shape(unfilled), "mismatch_decomposition",
                          "at least one region and one occupation");
}

Status status_of(const Matrix& matrix) {
  Status status = Status::computed;
  for (const double count : matrix.values) status = combine(status, detail::status_of_count(count));
  return status;
}

/// The sums of each row, of each column.
std::vector<double> sums(const Matrix& matrix, bool of_rows) {
  std::vector<double> result(static_cast<std::size_t>(of_rows ? matrix.rows : matrix.columns));
  for (Index i = 0; i < matrix.rows; ++i)
    for (Index j = 0; j < matrix.columns; ++j) result[static_cast<std::size_t>(of_rows ? i : j)] += matrix(i, j);
  return result;
}

double met(const std::vector<double>& places, const std::vector<double>& persons) {
  double sum = 0;
  for (std::size_t i = 0; i < places.size(); ++i) sum += std::min(places[i], persons[i]);
  return sum;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace

std::string_view to_string(MismatchNesting nesting) {
  return nesting == MismatchNesting::regions_first ? "regions_first" : "occupations_first";
}

MismatchDecomposition mismatch_decomposition(const Matrix& unfilled, const Matrix& searching, MismatchNesting nesting) {
  expect_cells(unfilled, searching);
  MismatchDecomposition result;
  result.nesting = nesting;
  result.status = combine(status_of(unfilled), status_of(searching));
  if (!has_value(result.status)) return result;
  // What still is kept apart once the first limit has fallen.
  const bool by_region = nesting == MismatchNesting::occupations_first;
  const auto places = sums(unfilled, by_region), persons = sums(searching, by_region);
  const double halfway = met(places, persons);
  result.property = met(unfilled.values, searching.values);
  result.total = std::min(sum_of(places), sum_of(persons));
  (by_region ? result.occupational : result.regional) = halfway - result.property;
  (by_region ? result.regional : result.occupational) = result.total - halfway;
  return result;
}

}  // namespace werdegang::inline v0

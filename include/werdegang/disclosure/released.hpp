// Tables that may be published. Reports and public exports take nothing else.
#pragma once

#include <string>
#include <utility>

#include "werdegang/disclosure/policy.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Only `protect` and `as_published` make one; it remembers on what ground.
class Released {
 public:
  const Table& table() const { return table_; }
  /// "published: 21111-02-06-4" or "protected: min_count=3, 12 figures hidden"
  const std::string& ground() const { return ground_; }
  bool operator==(const Released&) const = default;

 private:
  friend Released protect(const Table& table, const DisclosurePolicy& policy);
  friend Released as_published(const Table& table, const std::string& source);
  Released(Table table, std::string ground) : table_(std::move(table)), ground_(std::move(ground)) {}
  Table table_;
  std::string ground_;
};

/// Hides small numbers: in every row whose counts (columns of role `count`; the column `value` where a row has none) or
/// the difference of denominator and numerator lie between 1 and min_count - 1, all counts, values and bounds become
/// null and the status `suppressed`. Hidden figures of one row can still follow from sums of others: `Released::ground`
/// says that only this rule was applied. Throws InvalidArgument for min_count < 1 or a table without status. O(rows).
Released protect(const Table& table, const DisclosurePolicy& policy = {});

/// Figures an office has released already pass as they are; `source` names the publication and may not be empty.
Released as_published(const Table& table, const std::string& source);

}  // namespace werdegang::inline v0

// Collecting results column by column.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "evaluation.hpp"
#include "werdegang/observations/observations.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

/// A code column whose list grows with what is put in.
class CodeColumn {
 public:
  CodeColumn(std::string name, Role role);
  void add(const Member& member);
  void add(std::string_view code);
  void add_none() { index_.push_back(-1); }
  Column column() &&;

 private:
  std::shared_ptr<Codelist> list_;
  Role role_;
  std::vector<std::int32_t> index_;
  std::map<std::string, std::int32_t, std::less<>> position_;
};

class ResultTable {
 public:
  explicit ResultTable(const Observations& observations, std::vector<std::string> axes);
  /// `members`: one per axis, nullptr = not applicable.
  void add(const Indicator& indicator, const std::string& region, Period period,
           const std::vector<const Member*>& members, const Result& result, double confidence);
  Table table() &&;

 private:
  struct Optional {
    std::vector<double> value;
    std::vector<std::uint8_t> valid;
    void add(const std::optional<double>& item);
    Column column(std::string name, Role role) &&;
  };
  void add_origin(const Indicator& indicator, const Result& result);
  const Observations* observations_;
  CodeColumn indicator_, region_, period_, interval_, status_, flags_, unit_, method_, source_;
  std::vector<CodeColumn> breakdowns_;
  Optional value_, numerator_, denominator_, lower_, upper_;
};

}  // namespace werdegang::inline v0::detail

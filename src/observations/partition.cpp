#include <algorithm>
#include <map>

#include "werdegang/core/region.hpp"
#include "werdegang/observations/rollup.hpp"

namespace werdegang::inline v0 {
namespace {

class Territory {
 public:
  Territory(const std::vector<std::string>& districts, const std::vector<bool>& filled,
            const std::vector<bool>& valued) {
    for (std::size_t i = 0; i < districts.size(); ++i)
      if (filled[i]) state_[districts[i]] = valued[i] ? both : secret;
  }

  /// Drops the side of a reform that may not be added beside the other one.
  void apply(const Reform& reform, Period period) {
    const bool after = period.last_day >= reform.date;
    const auto& valid = after ? reform.new_codes : reform.old_codes;
    const auto& other = after ? reform.old_codes : reform.new_codes;
    const auto only_other = without(other, valid), only_valid = without(valid, other);
    if (!any(only_valid) || !any(only_other)) return;
    drop(quality(only_other) > quality(only_valid) ? only_valid : only_other);
  }

  std::vector<std::string> codes() const {
    std::vector<std::string> result;
    for (const auto& [code, state] : state_)
      if (!inside_another(code)) result.push_back(code);
    return result;
  }

 private:
  enum State { secret, both };

  static std::vector<std::string> without(const std::vector<std::string>& codes,
                                          const std::vector<std::string>& others) {
    std::vector<std::string> result;
    for (const auto& code : codes)
      if (std::find(others.begin(), others.end(), code) == others.end()) result.push_back(code);
    return result;
  }
  bool any(const std::vector<std::string>& codes) const {
    return std::any_of(codes.begin(), codes.end(), [&](const auto& code) { return state_.contains(code); });
  }
  /// 2: every district there has a value, 1: some have.
  int quality(const std::vector<std::string>& codes) const {
    Index values = 0, present = 0;
    for (const auto& code : codes)
      if (const auto at = state_.find(code); at != state_.end()) ++present, values += at->second == both;
    return values == 0 ? 0 : values == present && present == static_cast<Index>(codes.size()) ? 2 : 1;
  }
  void drop(const std::vector<std::string>& codes) {
    for (const auto& code : codes) state_.erase(code);
  }
  /// The boroughs of Berlin ("11001001") lie inside "11000".
  bool inside_another(const std::string& code) const {
    return code.size() > 5 && (state_.contains(code.substr(0, 5)) || state_.contains(code.substr(0, 2) + "000"));
  }

  std::map<std::string, State> state_;
};

}  // namespace

std::vector<std::string> partition(const std::vector<std::string>& districts, const std::vector<bool>& filled,
                                   const std::vector<bool>& valued, Period period) {
  Territory territory(districts, filled, valued);
  for (const Reform& reform : known_reforms()) territory.apply(reform, period);
  return territory.codes();
}

}  // namespace werdegang::inline v0

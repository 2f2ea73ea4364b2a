#include "functions.hpp"

#include <algorithm>

namespace werdegang::inline v0::detail {
namespace {

constexpr int any_number = 1000;

constexpr FunctionRule rules[] = {{"abs", 1, 1, FunctionRule::never},
                                  {"ln", 1, 1, FunctionRule::never},
                                  {"sqrt", 1, 1, FunctionRule::never},
                                  {"mean", 2, any_number, FunctionRule::never},
                                  {"min", 2, any_number, FunctionRule::never},
                                  {"max", 2, any_number, FunctionRule::never},
                                  {"mean", 1, 1, FunctionRule::always},
                                  {"min", 1, 1, FunctionRule::always},
                                  {"max", 1, 1, FunctionRule::always},
                                  {"sum", 1, 1, FunctionRule::always},
                                  {"product", 1, 1, FunctionRule::always},
                                  {"quotient_sum", 2, 2, FunctionRule::always},
                                  {"dissimilarity", 2, 2, FunctionRule::always},
                                  {"isolation", 2, 2, FunctionRule::always},
                                  {"exposure", 3, 3, FunctionRule::always},
                                  {"eta2", 2, 2, FunctionRule::always},
                                  {"gini_segregation", 2, 2, FunctionRule::always},
                                  {"atkinson_segregation", 2, 2, FunctionRule::always},
                                  {"entropy", 1, 1, FunctionRule::always},
                                  {"mutual_information", 1, 1, FunctionRule::by},
                                  {"theil_h", 1, 1, FunctionRule::by}};

}  // namespace

std::span<const FunctionRule> function_rules() { return rules; }

bool is_function(std::string_view name) {
  return std::any_of(std::begin(rules), std::end(rules), [&](const FunctionRule& rule) { return rule.name == name; });
}

const FunctionRule* find_rule(std::string_view name, FunctionRule::Over over) {
  for (const FunctionRule& rule : rules)
    if (rule.name == name && rule.over == over) return &rule;
  return nullptr;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const FunctionRule& rule : rules)
    if (std::find(names.begin(), names.end(), rule.name) == names.end()) names.emplace_back(rule.name);
  return names;
}

}  // namespace werdegang::inline v0::detail

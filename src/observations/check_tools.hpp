// What the checks share.
#pragma once

#include <functional>
#include <string>

#include "werdegang/observations/observations.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {

/// The shortest text of a number.
std::string number_text(double value);

/// By how much a sum of so many printed parts may miss its printed total: nothing, or half a unit for each of them.
double tolerance(const Variable& variable, std::size_t parts);

/// Every cube of a known count, or of a known measure, that was printed and not added up here.
void for_each_cube(const Observations& observations, Variable::Kind kind,
                   const std::function<void(const Cube&, const Variable&)>& use);

/// The variable as an argument of a finding.
std::string variable_argument(const Variable& variable);

/// The reason of a difference nobody explains.
std::string unknown_reason();

/// Code of a member of an axis.
const std::string& code_at(const Cube& cube, std::size_t axis, std::int32_t position);

}  // namespace werdegang::inline v0::detail

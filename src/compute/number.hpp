// Numbers that know whether they are there.
#pragma once

#include <cmath>
#include <vector>

#include "werdegang/compute/formula.hpp"
#include "werdegang/core/status.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0::detail {

struct Number {
  double value = 0;
  Status status = Status::computed;
  Flag flags = Flag::none;
};

/// A result that is no finite number has no meaning.
inline Number finite(double value, Status status, Flag flags) {
  if (!std::isfinite(value)) return {0, Status::not_meaningful, flags};
  return {value, status, flags};
}

/// + - * / ^ on two numbers; an unknown one makes the result unknown, with the weightier reason.
inline Number apply(Formula::Operation operation, const Number& a, const Number& b) {
  const Flag flags = combine(a.flags, b.flags);
  constexpr Status status = Status::computed;
  if (!has_value(a.status) || !has_value(b.status)) return {0, combine(a.status, b.status), flags};
  switch (operation) {
    case Formula::add:
      return finite(a.value + b.value, status, flags);
    case Formula::subtract:
      return finite(a.value - b.value, status, flags);
    case Formula::multiply:
      return finite(a.value * b.value, status, flags);
    case Formula::divide:
      if (b.value == 0) return {0, Status::empty_denominator, flags};
      return finite(a.value / b.value, status, flags);
    default:
      return finite(std::pow(a.value, b.value), status, flags);
  }
}

/// One number for every row of a block.
struct Numbers {
  std::vector<double> value;
  std::vector<Status> status;
  std::vector<Flag> flags;

  Numbers() = default;
  Numbers(std::size_t rows, const Number& number)
      : value(rows, number.value), status(rows, number.status), flags(rows, number.flags) {}
  std::size_t size() const { return value.size(); }
  Number operator[](std::size_t row) const { return {value[row], status[row], flags[row]}; }
  void add(const Number& number) {
    value.push_back(number.value);
    status.push_back(number.status);
    flags.push_back(number.flags);
  }
  void set(std::size_t row, const Number& number) {
    value[row] = number.value;
    status[row] = number.status;
    flags[row] = number.flags;
  }
};

}  // namespace werdegang::inline v0::detail

// The caller's mistakes. Each names the value, the place and what was expected.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0 {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An argument that cannot be used: "n = -3 in wilson: expected a number of cases, 0 or more".
class InvalidArgument : public Error {
 public:
  explicit InvalidArgument(const std::string& message) : Error(message) {}
  InvalidArgument(std::string_view value, std::string_view place, std::string_view expected)
      : Error(std::string(value) + " in " + std::string(place) + ": expected " + std::string(expected)) {}
};

/// A name nobody knows: an indicator, a region, a variable, an axis. Carries the nearest known names.
class UnknownName : public Error {
 public:
  UnknownName(std::string_view kind, std::string_view name, std::vector<std::string> nearest);
  const std::vector<std::string>& nearest() const { return nearest_; }

 private:
  std::vector<std::string> nearest_;
};

/// A file that is not what it should be: file, line (1-based, 0 = the whole file), what was expected.
class FormatError : public Error {
 public:
  FormatError(std::string file, long long line, const std::string& message);
  const std::string& file() const { return file_; }
  long long line() const { return line_; }

 private:
  std::string file_;
  long long line_;
};

/// A formula that cannot be read: the formula, the position (0-based, bytes) and what was expected.
class FormulaError : public Error {
 public:
  FormulaError(const std::string& formula, long long position, const std::string& message);
  long long position() const { return position_; }

 private:
  long long position_;
};

/// Figures that were not released were about to be published.
class NotReleased : public Error {
 public:
  using Error::Error;
};

/// The caller asked to stop.
class Cancelled : public Error {
 public:
  Cancelled() : Error("the computation was stopped on request") {}
};

/// Up to `count` known names most like `name` (edit distance, case ignored), best first.
std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& known, int count = 3);

}  // namespace werdegang::inline v0

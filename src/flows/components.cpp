#include "components.hpp"

#include <algorithm>

#include "matrix_tools.hpp"

namespace werdegang::inline v0::detail {
namespace {

class Search {
 public:
  explicit Search(const SparseMatrix& matrix)
      : matrix_(matrix), number_(size(), -1), low_(size()), next_(size()), open_(size()) {
    result_.component.assign(size(), -1);
  }

  Components run() {
    for (Index root = 0; root < matrix_.rows; ++root)
      if (number_[at(root)] < 0) explore(root);
    return std::move(result_);
  }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }
  std::size_t size() const { return at(matrix_.rows); }

  void enter(Index state) {
    number_[at(state)] = low_[at(state)] = counter_++;
    next_[at(state)] = row_begin(matrix_, state);
    stack_.push_back(state);
    open_[at(state)] = 1;
    path_.push_back(state);
  }

  void explore(Index root) {
    enter(root);
    while (!path_.empty()) {
      const Index state = path_.back();
      if (next_[at(state)] < row_end(matrix_, state)) {
        const Index k = next_[at(state)]++, to = column_at(matrix_, k);
        if (!(value_at(matrix_, k) > 0)) continue;
        if (number_[at(to)] < 0)
          enter(to);
        else if (open_[at(to)])
          low_[at(state)] = std::min(low_[at(state)], number_[at(to)]);
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) low_[at(path_.back())] = std::min(low_[at(path_.back())], low_[at(state)]);
      if (low_[at(state)] == number_[at(state)]) close(state);
    }
  }

  void close(Index root) {
    const Index number = result_.count();
    for (Index state = -1; state != root;) {
      state = stack_.back();
      stack_.pop_back();
      open_[at(state)] = 0;
      result_.component[at(state)] = number;
      result_.states.push_back(state);
    }
    std::sort(result_.states.begin() + result_.start.back(), result_.states.end());
    result_.start.push_back(static_cast<Index>(result_.states.size()));
  }

  const SparseMatrix& matrix_;
  std::vector<Index> number_, low_, next_, stack_, path_;
  std::vector<std::uint8_t> open_;
  Index counter_ = 0;
  Components result_;
};

}  // namespace

Components strong_components(const SparseMatrix& matrix) { return Search(matrix).run(); }

}  // namespace werdegang::inline v0::detail

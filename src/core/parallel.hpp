// Work on independent pieces, in threads; results belong to their piece, so order never matters.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "werdegang/core/execution.hpp"

namespace werdegang::inline v0::detail {

/// Calls work(i) for i in [0, count). The error of the lowest failing piece is thrown at the end.
template <class Work>
void parallel_for(Index count, const Execution& execution, Work&& work) {
  const int machine = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int wanted = execution.threads > 0 ? execution.threads : machine;
  const int threads = static_cast<int>(std::min<Index>(wanted, count));
  std::vector<std::exception_ptr> errors(static_cast<std::size_t>(count));
  std::atomic<Index> next{0}, done{0};
  std::atomic<bool> failed{false};
  std::mutex progress_lock;
  const auto run = [&] {
    for (Index i = next++; i < count && !failed && !execution.stop.stop_requested(); i = next++) {
      try {
        work(i);
        ++done;
        const std::lock_guard guard(progress_lock);
        if (execution.progress) execution.progress(static_cast<double>(done) / static_cast<double>(count));
      } catch (...) {
        errors[static_cast<std::size_t>(i)] = std::current_exception();
        failed = true;
      }
    }
  };
  {
    std::vector<std::jthread> pool;
    for (int t = 1; t < threads; ++t) pool.emplace_back(run);
    run();
  }
  for (const auto& error : errors)
    if (error) std::rethrow_exception(error);
  execution.check_stop();
}

}  // namespace werdegang::inline v0::detail

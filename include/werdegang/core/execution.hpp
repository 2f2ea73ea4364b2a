// How a long computation runs: threads, stop, progress.
#pragma once

#include <functional>
#include <stop_token>

#include "werdegang/core/error.hpp"
#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// Last argument of every long computation. Results do not depend on the number of threads.
struct Execution {
  int threads = 0;                            ///< 0: as many as the machine has
  std::stop_token stop = {};                  ///< asked between pieces of work; raises Cancelled
  std::function<void(double)> progress = {};  ///< called with 0..1 from one thread at a time

  void check_stop() const {
    if (stop.stop_requested()) throw Cancelled();
  }
};

}  // namespace werdegang::inline v0

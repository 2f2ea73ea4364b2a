// Random numbers that depend on nothing but seed, stream and position.
#pragma once

#include <array>
#include <cstdint>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// 128 random bits of a counter under a key: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random
/// numbers: as easy as 1, 2, 3. SC 2011). A pure function, about ten nanoseconds.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// The sequence of one seed and stream. Give every draw, region or replicate a stream of its own: then the
/// numbers it gets do not depend on the order of the work, the number of threads or the platform.
/// (Distributions of <random> differ between standard libraries, so none are offered.)
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : seed_(seed), stream_(stream) {}

  /// 64 uniform bits; moves to the next position.
  std::uint64_t next();
  /// Uniform in [0, 1): a multiple of 2^-53.
  double next_unit();
  /// Uniform in 0 .. bound - 1, without bias. InvalidArgument when `bound` is below 1.
  Index next_below(Index bound);

  /// The 64 bits at a position (0-based), whatever has been drawn.
  std::uint64_t at(std::uint64_t position) const;
  std::uint64_t position() const { return position_; }

  bool operator==(const Random& other) const {
    return seed_ == other.seed_ && stream_ == other.stream_ && position_ == other.position_;
  }

 private:
  using Words = std::array<std::uint64_t, 2>;
  Words words(std::uint64_t block) const;

  std::uint64_t seed_, stream_;
  std::uint64_t position_ = 0;
  Words words_{};  // the block of the last drawn position
};

}  // namespace werdegang::inline v0

#include "werdegang/core/random.hpp"

#include <string>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr std::uint32_t low(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
constexpr std::uint32_t high(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }

constexpr std::uint64_t join(std::uint32_t low_half, std::uint32_t high_half) {
  return (static_cast<std::uint64_t>(high_half) << 32) | low_half;
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  constexpr int rounds = 10;
  constexpr std::uint64_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
  constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t product_0 = multiplier_0 * counter[0];
    const std::uint64_t product_1 = multiplier_1 * counter[2];
    counter = {high(product_1) ^ counter[1] ^ key[0], low(product_1), high(product_0) ^ counter[3] ^ key[1],
               low(product_0)};
    key[0] += weyl_0;
    key[1] += weyl_1;
  }
  return counter;
}

Random::Words Random::words(std::uint64_t block) const {
  const auto bits = philox({low(block), high(block), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
  return {join(bits[0], bits[1]), join(bits[2], bits[3])};
}

std::uint64_t Random::at(std::uint64_t position) const { return words(position / 2)[position % 2]; }

std::uint64_t Random::next() {
  if (position_ % 2 == 0) words_ = words(position_ / 2);
  return words_[position_++ % 2];
}

double Random::next_unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

Index Random::next_below(Index bound) {
  if (bound < 1)
    throw InvalidArgument("bound = " + std::to_string(bound), "next_below", "a number of choices, 1 or more");
  const auto choices = static_cast<std::uint64_t>(bound);
  // 2^64 mod choices: values below it would make the low remainders more frequent.
  const std::uint64_t excess = (0 - choices) % choices;
  std::uint64_t draw = next();
  while (draw < excess) draw = next();
  return static_cast<Index>(draw % choices);
}

}  // namespace werdegang::inline v0

#include "support/random.hpp"

#include <cmath>
#include <numbers>

namespace tines_mock {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15ULL;

// FNV-1a. std::hash may give other values on another machine or in another version.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const unsigned char c : text) h = (h ^ c) * 0x100000001b3ULL;
  return h;
}

}  // namespace

Draws::Draws(std::uint64_t seed, std::string_view name, std::uint64_t n)
    : state_(mix(mix(mix(seed + golden_gamma) ^ hash(name)) + n * golden_gamma)) {}

std::uint64_t Draws::next() {
  return mix(state_ += golden_gamma);
}

double Draws::uniform() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Draws::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace tines_mock

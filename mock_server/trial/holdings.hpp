#pragma once

#include <tines_mock/world_spec.hpp>

#include <map>
#include <string>
#include <vector>

/// What the tenants of a world hold, so that two worlds can be compared whatever ids and times
/// their things have.
namespace tines_mock::trial {

/// Things of one kind, each with what tells it apart (its name, its target) and what it contains.
/// Both are readable texts without keys.
class Holdings {
 public:
  explicit Holdings(const WorldSpec& world);

  /// How many things a world has with that identity.
  std::size_t count(const std::string& identity) const;
  /// How many things of that kind a tenant has, by "sync destinations of origin".
  const std::map<std::string, std::size_t>& totals() const { return totals_; }
  const std::multimap<std::string, std::string>& contents() const { return contents_; }

  friend bool operator==(const Holdings& a, const Holdings& b) { return a.sorted() == b.sorted(); }

 private:
  void add(const std::string& kind, std::string identity, std::string content);
  std::vector<std::pair<std::string, std::string>> sorted() const;

  std::multimap<std::string, std::string> contents_;  // by identity
  std::map<std::string, std::size_t> totals_;
};

/// The first thing of which `now` has several, and more than after the baseline and at the start;
/// "" when there is none.
std::string find_duplicate(const Holdings& now, const Holdings& after_baseline,
                           const Holdings& at_start);

/// The first thing that `now` has and `start` has not; "" when there is none.
std::string find_left_behind(const Holdings& now, const Holdings& start);

/// The first difference in one sentence: what `expected` has and `now` has not, or the other way
/// round. "" when they are equal.
std::string find_difference(const Holdings& now, const Holdings& expected);

}  // namespace tines_mock::trial

#pragma once

#include <optional>
#include <utility>
#include <variant>

namespace tines_mock {

/// A failure on its way into a Result: `return Failure{problem};`
template <class E>
struct Failure {
  E error;
};
template <class E>
Failure(E) -> Failure<E>;

/// Either a value or the error that explains why there is none.
template <class T, class E>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure<E> failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const E& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, E> state_;
};

/// Success, or the error that explains why there is none. `return {};` is success.
template <class E>
class Result<void, E> {
 public:
  Result() = default;
  Result(Failure<E> failure) : error_(std::move(failure.error)) {}

  explicit operator bool() const { return !error_; }
  const E& error() const { return error_.value(); }

 private:
  std::optional<E> error_;
};

}  // namespace tines_mock

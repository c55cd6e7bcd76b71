#pragma once

/// How these tests were built. For tests only.
namespace tines_mock {

/// Sanitizers make everything several times slower: what is repeated for its numbers alone is then
/// repeated less often.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

constexpr int times(int in_release, int when_sanitized) {
  return sanitized ? when_sanitized : in_release;
}

}  // namespace tines_mock

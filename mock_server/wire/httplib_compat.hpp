#pragma once

// cpp-httplib from 0.11 (Debian 12) to today's: what a stream must have and how a request is handed
// over has grown. What is there is detected, because only newer versions say their number.

#include <ctime>
#include <string>

#include <httplib.h>

namespace tines_mock::wire {

/// What the library reads from and writes to: `input` and `output` in memory. Declares the pure
/// functions of all versions; hence no `override`.
class MemoryStream final : public httplib::Stream {
 public:
  MemoryStream(std::string_view input, std::string& output) : input_(input), output_(output) {}

  virtual bool is_readable() const { return !input_.empty(); }
  virtual bool wait_readable() const { return is_readable(); }
  virtual bool is_writable() const { return true; }
  virtual bool wait_writable() const { return true; }
  virtual bool is_peer_alive() const { return true; }
  virtual time_t duration() const { return 0; }
  virtual void set_read_timeout(time_t, time_t) {}
  virtual void get_remote_ip_and_port(std::string&, int&) const {}
  virtual void get_local_ip_and_port(std::string&, int&) const {}
  virtual socket_t socket() const { return INVALID_SOCKET; }

  virtual ssize_t read(char* into, size_t size) {
    const auto count = input_.copy(into, size);
    input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  virtual ssize_t write(const char* bytes, size_t size) {
    output_.append(bytes, size);
    return static_cast<ssize_t>(size);
  }
  using httplib::Stream::write;

 private:
  std::string_view input_;
  std::string& output_;
};

/// Reaches `process_request`, which the library keeps for those that derive from it.
class HttplibServer : public httplib::Server {
 protected:
  void process(httplib::Stream& stream) { process_by(*this, stream); }

 private:
  // As the last request of its connection, always: our header lines replace the library's, and
  // those of a connection that goes on cost more to make.
  template <class Self>
  static void process_by(Self& self, httplib::Stream& stream) {
    bool closed = false;
    if constexpr (requires { self.process_request(stream, true, closed, nullptr); }) {
      self.process_request(stream, true, closed, nullptr);
    } else {
      self.process_request(stream, std::string(), 0, std::string(), 0, true, closed, nullptr);
    }
  }
};

}  // namespace tines_mock::wire

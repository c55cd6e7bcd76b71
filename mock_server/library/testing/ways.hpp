#pragma once

#include "http/message.hpp"
#include "wire/testing/raw_client.hpp"
#include "wire/testing/tls_client.hpp"

#include <tines_mock/httplib.hpp>

#include <string>
#include <thread>

/// The ways in which a request reaches a mock.
namespace tines_mock::testing {

/// A mock that is reached in one way.
class Reached {
 public:
  Reached(WorldSpec world, WorldOptions options, ServerOptions server_options)
      : mock(std::move(world), std::move(options), std::move(server_options)) {}
  virtual ~Reached() = default;
  virtual Response answer(const Request& request) = 0;

  MockServer mock;
};

/// The bytes of a request on a connection of its own.
inline std::string to_bytes(const Request& request) {
  std::string bytes = request.method + ' ' + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  bytes += "Connection: close\r\nContent-Length: " + std::to_string(request.body.size());
  return bytes + "\r\n\r\n" + request.body;
}

inline Response answer_of_port(int port, const Request& request) {
  return parse_response(wire::testing::RawClient(port).send(to_bytes(request)).read_all(),
                        Ending::closed, request.method);
}

class ByHandle final : public Reached {
 public:
  ByHandle(WorldSpec world, WorldOptions options)
      : Reached(std::move(world), std::move(options), {.listen = false}) {}
  Response answer(const Request& request) override { return mock.handle(request); }
};

class ByHttp final : public Reached {
 public:
  ByHttp(WorldSpec world, WorldOptions options)
      : Reached(std::move(world), std::move(options), {}) {}
  Response answer(const Request& request) override { return answer_of_port(mock.port(), request); }
};

class ByHttps final : public Reached {
 public:
  ByHttps(WorldSpec world, WorldOptions options)
      : Reached(std::move(world), std::move(options), {.tls = Tls{}}) {}
  Response answer(const Request& request) override {
    wire::testing::TlsClient client(mock.port(), mock.certificate_pem());
    client.shake_hands();
    auto response =
        parse_response(client.send(to_bytes(request)).read_all(), Ending::closed, request.method);
    response.body = with_http_links(response.body, request);
    return response;
  }

 private:
  // Links to this server begin with https; those of the recorded responses begin with http.
  static std::string with_http_links(std::string body, const Request& request) {
    const auto host = std::string(request.headers.find("Host").value_or("")) + '/';
    for (auto at = body.find("https://" + host); at != body.npos; at = body.find("https://" + host))
      body.replace(at, 5, "http");
    return body;
  }
};

/// A cpp-httplib server with the mock on it, and a route of its own: GET /own.
class Mounted : public Reached {
 public:
  Mounted(WorldSpec world, WorldOptions options)
      : Reached(std::move(world), std::move(options), {.listen = false}) {
    server_.Get("/own", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("mine", "text/plain");
    });
    mount(server_, mock);
    port_ = server_.bind_to_any_port("127.0.0.1");
    serving_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~Mounted() override {
    server_.stop();
    serving_.join();
  }
  Response answer(const Request& request) override { return answer_of_port(port_, request); }
  int port() const { return port_; }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread serving_;
};

}  // namespace tines_mock::testing

#include "wire/server.hpp"

#include "faults/wire_fault.hpp"
#include "support/catch2.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/raw_client.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;

namespace tines_mock::faults {
void transmit(const WireFault&, std::string_view answer, Transmission& to) {
  to.send(answer);
}
}  // namespace tines_mock::faults

TEST_CASE("a request is answered") {
  FakeService service;
  Server server(service, {});
  RawClient client(server.port());
  client.send("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
  CHECK(client.read_answer() ==
        "HTTP/1.1 200 OK\r\nContent-Length: 14\r\nContent-Type: application/json\r\n\r\n"
        "POST /a?b=c hi");
}

# What the project builds with. Each is taken from FETCHCONTENT_SOURCE_DIR_<NAME> when that is set,
# else installed if it is, else downloaded at the release pinned here.
include(FetchContent)
set(CMAKE_POLICY_VERSION_MINIMUM 3.5)  # rapidcheck asks for less than CMake 4 still knows

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)

# Two that are headers alone, alike in all their releases: an installed one is always good.
FetchContent_Declare(CLI11
  URL https://github.com/CLIUtils/CLI11/archive/v2.6.2.tar.gz
  URL_HASH SHA256=c6ea6b2e5608b3ea8617999bd5f47420c71b2ebdb8dc4767c1034d1da5785711
  DOWNLOAD_EXTRACT_TIMESTAMP ON SYSTEM FIND_PACKAGE_ARGS)
FetchContent_Declare(valijson
  URL https://github.com/tristanpenman/valijson/archive/v1.0.5.tar.gz
  URL_HASH SHA256=1ef7ea6f49f0eb59da131b9148fcb7ebb8f0d4d970bcd80d21c0ad77968eb619
  DOWNLOAD_EXTRACT_TIMESTAMP ON SYSTEM SOURCE_SUBDIR header-only FIND_PACKAGE_ARGS)
FetchContent_MakeAvailable(CLI11 valijson)

if(TINES_MOCK_FETCH_DEPS)
  set(FETCHCONTENT_TRY_FIND_PACKAGE_MODE NEVER)
endif()
FetchContent_Declare(nlohmann_json
  URL https://github.com/nlohmann/json/releases/download/v3.12.0/json.tar.xz
  URL_HASH SHA256=42f6e95cad6ec532fd372391373363b62a14af6d771056dbfc86160e6dfff7aa
  DOWNLOAD_EXTRACT_TIMESTAMP ON SYSTEM FIND_PACKAGE_ARGS)
FetchContent_MakeAvailable(nlohmann_json)

add_library(tines_mock_valijson INTERFACE)
target_link_libraries(tines_mock_valijson INTERFACE nlohmann_json::nlohmann_json)
# GCC 12 sees an overlapping memcpy where there is none (GCC bug 105651), and with AddressSanitizer
# an uninitialised member in std::regex (GCC bug 105562).
target_compile_options(tines_mock_valijson INTERFACE
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>)
if(TARGET valijson)
  target_link_libraries(tines_mock_valijson INTERFACE valijson)
else()
  target_include_directories(tines_mock_valijson SYSTEM INTERFACE ${valijson_SOURCE_DIR}/include)
  target_compile_definitions(tines_mock_valijson INTERFACE VALIJSON_USE_EXCEPTIONS=1)
endif()

# cpp-httplib: what its .pc says changes its class layout, so an installed one is taken with exactly
# those flags. Sources are used as the one header that they are: their own CMake would look for
# compression libraries that we do not want.
add_library(tines_mock_httplib INTERFACE)
target_link_libraries(tines_mock_httplib INTERFACE OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND AND NOT TINES_MOCK_FETCH_DEPS AND NOT FETCHCONTENT_SOURCE_DIR_HTTPLIB)
  pkg_check_modules(cpp_httplib QUIET IMPORTED_TARGET cpp-httplib)
endif()
if(TARGET PkgConfig::cpp_httplib)
  target_link_libraries(tines_mock_httplib INTERFACE PkgConfig::cpp_httplib)
else()
  FetchContent_Declare(httplib
    URL https://github.com/yhirose/cpp-httplib/archive/refs/tags/v0.41.0.tar.gz
    URL_HASH SHA256=6d38a6b74ea33ac3133b8352f2b55b557c1d42f36e1ed0c01f852e3218329d39
    DOWNLOAD_EXTRACT_TIMESTAMP ON SOURCE_SUBDIR header-only)
  FetchContent_MakeAvailable(httplib)
  target_include_directories(tines_mock_httplib SYSTEM INTERFACE ${httplib_SOURCE_DIR})
  target_compile_definitions(tines_mock_httplib INTERFACE CPPHTTPLIB_OPENSSL_SUPPORT)
endif()

if(TINES_MOCK_TESTS)
  FetchContent_Declare(Catch2
    URL https://github.com/catchorg/Catch2/archive/refs/tags/v3.7.1.tar.gz
    URL_HASH SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
    DOWNLOAD_EXTRACT_TIMESTAMP ON SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_Declare(rapidcheck
    URL https://github.com/emil-e/rapidcheck/archive/ff6af6fc683159deb51c543b065eba14dfcf329b.zip
    URL_HASH SHA256=60951dbc4de162622f51a4a34117c269a9921833a51dddce36f4cc80a5f7cf9f
    DOWNLOAD_EXTRACT_TIMESTAMP ON SYSTEM FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(Catch2 rapidcheck)

  if(catch2_SOURCE_DIR)
    list(APPEND CMAKE_MODULE_PATH ${catch2_SOURCE_DIR}/extras)
  endif()
  include(Catch)
endif()

#include "kiosk/sources/hub/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include "kiosk/base/owned.h"
#include "kiosk/sources/hub/postgres.h"

namespace kiosk {
namespace {

using Certificate = Owned<X509, X509_free>;
using Text = Owned<BIO, BIO_free_all>;

void need(bool done) {
    if (!done) throw HubError("the hub's certificate could not be made");
}

std::string text_in(BIO* memory) {
    char* start = nullptr;
    const long size = BIO_get_mem_data(memory, &start);
    return {start, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, int name, const char* value) {
    const Owned<X509_EXTENSION, X509_EXTENSION_free> extension{X509V3_EXT_conf_nid(nullptr, nullptr, name, value)};
    need(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void name_it(X509* certificate) {
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto* words = reinterpret_cast<const unsigned char*>("kiosk hub");
    need(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, words, -1, -1, 0) == 1);
    need(X509_set_issuer_name(certificate, name) == 1);
}

}  // namespace

ServerCertificate make_server_certificate() {
    constexpr int version_3 = 2;
    const Owned<EVP_PKEY, EVP_PKEY_free> key{EVP_EC_gen("P-256")};
    const Certificate certificate{X509_new()};
    need(key && certificate);
    unsigned char serial[8] = {};
    need(RAND_bytes(serial, sizeof serial) == 1);
    serial[0] &= 0x7FU;
    const Owned<BIGNUM, BN_free> number{BN_bin2bn(serial, sizeof serial, nullptr)};
    need(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())));
    need(X509_set_version(certificate.get(), version_3) == 1);
    need(ASN1_TIME_set_string(X509_getm_notBefore(certificate.get()), "19700101000000Z") == 1);
    need(ASN1_TIME_set_string(X509_getm_notAfter(certificate.get()), "99991231235959Z") == 1);
    need(X509_set_pubkey(certificate.get(), key.get()) == 1);
    name_it(certificate.get());
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    need(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

    const Text key_text{BIO_new(BIO_s_mem())}, certificate_text{BIO_new(BIO_s_mem())};
    need(PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    need(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
    return {text_in(key_text.get()), text_in(certificate_text.get())};
}

}  // namespace kiosk

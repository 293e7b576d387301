// SPDX-License-Identifier: Apache-2.0
import Foundation
import NumberGate
import Office
import Support
import Testing

@Suite("団体の一覧は、何も分け合わない")
struct MunicipalityListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("municipalities") }

    private func entry(
        _ name: String, data: String? = nil, keys: String? = nil, host: String? = nil,
        address: String? = nil, port: Int = 0, certificate: String? = nil, key: String? = nil
    ) -> MunicipalityEntry {
        MunicipalityEntry(
            name: name, scheme: "sample", data: data, keys: keys,
            host: host ?? "\(name).localhost", address: address, port: port,
            certificate: certificate, key: key, rehearsal: true)
    }

    private func list(_ entries: MunicipalityEntry...) throws -> MunicipalityList {
        try MunicipalityList(entries, beside: folder.url)
    }

    private func expectShared(
        _ what: String, _ first: MunicipalityEntry, _ second: MunicipalityEntry
    ) {
        #expect(throws: MunicipalityRefusal.shared(what: what, first: "mihon", second: second.name))
        {
            try list(first, second)
        }
    }

    @Test("書かれたファイルを読み、相対の場所は一覧の隣から数える")
    func readsAFile() throws {
        let file = folder.file("municipalities.json")
        try """
        {"municipalities": [
          {"name": "mihon", "scheme": "sample", "host": "mihon.localhost", "port": 8443},
          {"name": "reiji", "scheme": "second", "host": "reiji.localhost", "port": 8444,
           "data": "/srv/reiji", "keys": "/mnt/keys/reiji", "rehearsal": true}]}
        """.write(to: file, atomically: true, encoding: .utf8)
        let list = try MunicipalityList.read(file.path)
        let base = InstallationSettings(
            dataDirectory: "", schemesDirectory: "S", layoutsDirectory: "L", scheme: "",
            clock: SystemClock())
        let settings = list.entries.map { list.settings(of: $0, like: base) }
        let here = folder.url.resolvingSymlinksInPath().path
        #expect(settings.map(\.dataDirectory) == [here + "/mihon", "/srv/reiji"])
        #expect(settings.map(\.keysDirectory) == [here + "/mihon/keys", "/mnt/keys/reiji"])
        #expect(settings.map(\.scheme) == ["sample", "second"])
        #expect(settings.map(\.numberCheck) == [.official, .synthetic])
    }

    @Test("ない一覧、書き損じた一覧、空の一覧は断る")
    func unreadable() throws {
        let missing = folder.file("nowhere.json").path
        #expect(throws: MunicipalityRefusal.listUnreadable(missing)) {
            try MunicipalityList.read(missing)
        }
        let file = folder.file("list.json")
        try Data("{\"municipalities\": [{}]}".utf8).write(to: file)
        #expect(throws: MunicipalityRefusal.listUnreadable(file.path)) {
            try MunicipalityList.read(file.path)
        }
        try Data("{\"municipalities\": []}".utf8).write(to: file)
        #expect(throws: MunicipalityRefusal.listIsEmpty(file.path)) {
            try MunicipalityList.read(file.path)
        }
    }

    @Test("使えない名前、ホスト名、ポート、片方だけの証明書は断る")
    func unusable() {
        for bad in [
            entry("../reiji"), entry("Reiji"), entry(""), entry("reiji", host: "reiji localhost"),
            entry("reiji", host: ""), entry("reiji", port: 70_000),
            entry("reiji", certificate: "chain.pem"),
        ] {
            #expect(throws: MunicipalityRefusal.self, "\(bad)") { try list(bad) }
        }
    }

    @Test("名前、ホスト名、待受け、証明書の鍵が同じなら断る")
    func sharedNames() {
        let mihon = entry("mihon", port: 8443)
        expectShared("名前", mihon, entry("mihon", data: "other", host: "other"))
        expectShared("ホスト名", mihon, entry("reiji", host: "mihon.localhost"))
        expectShared("待受け(アドレスとポート)", mihon, entry("reiji", port: 8443))
        #expect(throws: Never.self) {
            try list(mihon, entry("reiji", address: "10.0.0.2", port: 8443))
        }
        expectShared(
            "証明書の鍵", entry("mihon", certificate: "a.pem", key: "a.key"),
            entry("reiji", certificate: "b.pem", key: "./a.key"))
    }

    @Test("同じフォルダ、その中のフォルダ、リンクの先が同じフォルダは断る")
    func sharedFolders() throws {
        let mihon = entry("mihon", keys: "keys/mihon")
        expectShared("フォルダ", mihon, entry("reiji", data: "mihon"))
        expectShared("フォルダ", mihon, entry("reiji", data: "./x/../mihon"))
        expectShared("フォルダ", mihon, entry("reiji", data: "mihon/inner"))
        expectShared("フォルダ", mihon, entry("reiji", keys: "keys/mihon"))
        expectShared("フォルダ", mihon, entry("reiji", keys: "mihon/keys-of-reiji"))
        try FileManager.default.createDirectory(
            at: folder.file("mihon"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.file("linked"), withDestinationURL: folder.file("mihon"))
        expectShared("フォルダ", mihon, entry("reiji", data: "linked"))
        // A name that only begins alike is another folder.
        #expect(throws: Never.self) { try list(mihon, entry("mihon-kita")) }
    }
}

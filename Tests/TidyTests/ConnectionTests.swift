// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

/// With whom the program can speak at all, and which tables one statement can join.
@Suite("つながる先と、結べる表")
struct ConnectionTests {
    let repository = Repository.here

    /// Every file that opens a connection, and to whom. Another file is another peer: it needs an
    /// entry here, in the drawing and in the assessment.
    private static let peers = [
        "Sources/Database/Postgres/PostgresPool.swift": "庫(PostgreSQL)",
        "Sources/Database/Postgres/PostgresSession.swift": "庫(PostgreSQL)",
        "Sources/Database/Postgres/PostgresStore.swift": "庫(PostgreSQL)",
        "Sources/Inquiries/Adapter/HTTPIntermediateServer.swift": "中間サーバー(照会のみ)",
        "Sources/MedicalHub/Channel/HTTPHubChannel.swift": "PMH(初めは止まっている)",
        "Sources/Links/Folders/Clamd/ClamdConnection.swift": "ウイルスの検査器",
        "Sources/hagukumi/Witness/WitnessHTTPLine.swift": "台帳の副署",
    ]

    @Test(
        "外へつなぐのは、決まった相手への決まったファイルだけ",
        .measure("R-12", "R-17", "R-49", "R-71"))
    func peersAreClosed() throws {
        let opener =
            /URLSession|HTTPClient\b|\bconnect\(|\bsocket\(|ClientBootstrap|PQconnect|NWConnection/
        var found: Set<String> = []
        for file in repository.files(below: "Sources", ending: ".swift")
        where try repository.text(file).contains(opener) {
            found.insert(file)
        }
        #expect(found.subtracting(Self.peers.keys).isEmpty)
        #expect(found.count > 4)
    }

    @Test("メールや住基ネットや情報提供の口を開く部品は、組み込まれていない", .measure("R-12", "R-17", "R-20"))
    func nothingElseIsBuiltIn() throws {
        let manifest = try repository.text("Package.swift").lowercased()
        for word in ["smtp", "mail", "websocket", "kafka", "mqtt", "grpc", "juki"] {
            #expect(!manifest.contains(word), "\(word)")
        }
    }

    @Test(
        "システム1の文は、システム2の表を一つも名指さない。逆もない",
        .measure("R-46", "R-07"))
    func noStatementJoinsBothSystems() throws {
        let ground: Set = ["Ledger", "Safeguards"]
        let second: Set = ["Addressee", "Inquiries", "MedicalHub"]
        let first: Set = [
            "Entitlement", "Benefits", "Payments", "Links", "Registers", "Copying", "Oversight",
        ]
        let tablesOfSecond = try tables(of: second)
        let tablesOfFirst = try tables(of: first)
        #expect(tablesOfSecond.count > 20 && tablesOfFirst.count > 60)
        // Each system has its own state of the key of its indexes; `Database` alone reads it.
        let shared: Set = ["index_key"]
        #expect(tablesOfFirst.intersection(tablesOfSecond).subtracting(shared).isEmpty)
        #expect(try tables(of: ground).isDisjoint(with: tablesOfSecond.union(tablesOfFirst)))
        try expectNone(of: tablesOfSecond, in: first.union(["Reports", "Desk", "Office"]))
        try expectNone(of: tablesOfFirst, in: second.union(["AddresseeService"]))
    }

    /// No statement of the rooms reads one of the tables.
    private func expectNone(of tables: Set<String>, in rooms: Set<String>) throws {
        let named = /(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)/
        for room in rooms.sorted() {
            for file in repository.files(below: "Sources/\(room)", ending: ".swift") {
                for match in try repository.text(file).matches(of: named) {
                    #expect(!tables.contains(String(match.1)), "\(file): \(match.1)")
                }
            }
        }
    }

    private func tables(of rooms: Set<String>) throws -> Set<String> {
        let made = /CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)/
        var found: Set<String> = []
        for room in rooms {
            for file in repository.files(below: "Sources/\(room)/Book/Migrations", ending: ".sql") {
                found.formUnion(
                    try repository.text(file).matches(of: made).map { String($0.1) })
            }
        }
        return found
    }
}

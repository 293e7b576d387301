// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inquiries
import Support
import Testing

@Suite("照会だけで、提供はしない(評価書 I-5、R-20)")
struct NothingProvidedTests {
    @Test("中間サーバーへの伝文は六つで、どれも尋ねるもの", .measure("R-20", "R-71", "R-76"))
    func messages() {
        #expect(
            ServerMessage.allCases.map(\.rawValue) == [
                "register-inquiry", "inquiry-state", "inquiry-result", "withdraw-inquiry",
                "request-code", "code-state",
            ])
    }

    @Test("統合宛名の口にも、提供の道はない", .measure("R-20", "R-71", "R-76"))
    func routes() throws {
        let file = Bench.root
            .appending(path: "Sources/AddresseeService/Document/openapi.json")
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let paths = try #require((document as? [String: Any])?["paths"] as? [String: Any])
        #expect(!paths.isEmpty)
        for path in paths.keys {
            for word in ["provi", "teikyo", "supply"] {
                #expect(!path.lowercased().contains(word), "\(path)")
            }
        }
    }

    @Test("照会の部屋は、どこでも待ち受けない", .measure("R-20", "R-48"))
    func listensNowhere() throws {
        let room = Bench.root.appending(path: "Sources/Inquiries")
        let files = try #require(
            FileManager.default.enumerator(at: room, includingPropertiesForKeys: nil))
        var read = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            read += 1
            for word in ["ServerBootstrap", "Hummingbird", ".bind(", "Router("] {
                #expect(!text.contains(word), "\(file.lastPathComponent): \(word)")
            }
        }
        #expect(read > 10)
    }
}

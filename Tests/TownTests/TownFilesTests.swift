// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town
import Vocabulary

@Suite("町のファイル")
struct TownFilesTests {
    @Test("同じ種からは同じバイト列、ちがう種からはちがう町")
    func sameSeedSameBytes() throws {
        let first = try WrittenTown(seed: 42, people: 600)
        let second = try WrittenTown(seed: 42, people: 600)
        let other = try WrittenTown(seed: 43, people: 600)
        let names = first.files("")
        #expect(names == second.files(""))
        var isDirectory: ObjCBool = false
        for name in names {
            let path = first.folder.file(name).path
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            if isDirectory.boolValue { continue }
            #expect(try first.data(name) == second.data(name), "\(name)")
        }
        let resident = try #require(names.first { $0.hasPrefix("in/resident_全件") })
        #expect(try first.data(resident) != other.data(resident))
    }

    @Test(
        "見出しは様式定義の列と同じ",
        arguments: [
            "resident", "kokuho", "shaho", "welfare", "applications", "reimbursements",
            "institutions", "tax",
        ])
    func headersFollowLayouts(kind: String) throws {
        let town = try WrittenTown.shared.get()
        let layout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Layouts/\(kind).yaml")
        let wanted = try String(contentsOf: layout, encoding: .utf8).split(separator: "\n")
            .compactMap { $0.firstMatch(of: /- \{key: [a-z-]+, name: ([^,}]+)/)?.1 }
            .map(String.init)
        let path = try #require(
            town.files(".csv").first {
                $0.hasPrefix("in/\(kind)_") || $0.hasPrefix("in/next/\(kind)_")
            })
        let text = String(decoding: try town.data(path).dropFirst(3), as: UTF8.self)
        #expect(text.components(separatedBy: "\r\n")[0].components(separatedBy: ",") == wanted)
    }

    @Test("どの行にも検証用と書かれている")
    func everyRowIsStamped() throws {
        let town = try WrittenTown.shared.get()
        for kind in ["resident", "kokuho", "shaho", "welfare", "applications", "reimbursements"] {
            let rows = try town.rows(kind)
            #expect(!rows.isEmpty, "\(kind)")
            #expect(rows.allSatisfy { $0["検証用表示"] == "検証用" }, "\(kind)")
        }
    }

    @Test("レセプトは CP932、CRLF、1A で終わり、項目数と GO の合計が合う")
    func claimsFilesAreWellFormed() throws {
        let town = try WrittenTown.shared.get()
        let told = try town.lines("files")
        #expect(told.count == town.truth.claimFiles)
        for entry in told {
            let path = try #require(entry["file"] as? String)
            let bytes = try town.data("in/" + path)
            #expect(bytes.suffix(3) == Data([0x0D, 0x0A, 0x1A]))
            let text = try #require(Iconv.utf8(bytes.dropLast(), from: "CP932"), "\(path)")
            let records = text.components(separatedBy: "\r\n").dropLast()
                .map { $0.components(separatedBy: ",") }
            let table = Int(records[0][3])
            let sizes: [String: [Int]] = [
                "RE": [38, 27, 42], "HO": [15, 14, 14], "KO": [12, 10, 10], "JD": [33, 33, 33],
                "SN": [9, 9, 9], "GO": [4, 4, 4], "SI": [44, 44, 44], "SS": [109, 109, 109],
            ]
            let at = table == 1 ? 0 : table == 3 ? 1 : 2
            for record in records {
                if let size = sizes[record[0]] { #expect(record.count == size[at], "\(path)") }
            }
            let points = records.filter { $0[0] == "HO" }.compactMap { Int($0[5]) }.reduce(0, +)
            let count = records.count { $0[0] == "HO" || $0[0] == "KO" }
            let total = try #require(records.last)
            #expect(Int(total[1]) == count)
            #expect((Int(total[2]) == points) == (entry["totalsMatch"] as? Bool))
            #expect(points == entry["points"] as? Int)
        }
    }

    @Test("こわれたレセプトは、切れたもの1つと読めないバイトのもの1つ")
    func brokenFiles() throws {
        let town = try WrittenTown.shared.get()
        let cut = try town.data("in/broken/truncated.UKE")
        #expect(cut.last != 0x1A)
        let wrong = try town.data("in/broken/wrong-byte.UKE")
        #expect(Iconv.utf8(wrong.dropLast(), from: "CP932") == nil)
    }
}

/// The system's own converter program, as a second opinion.
enum Iconv {
    static func utf8(_ bytes: Data, from code: String) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
        process.arguments = ["-f", code, "-t", "UTF-8"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let source = bytes
        DispatchQueue.global().async {
            try? input.fileHandleForWriting.write(contentsOf: source)
            try? input.fileHandleForWriting.close()
        }
        let result = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: result, as: UTF8.self)
    }
}

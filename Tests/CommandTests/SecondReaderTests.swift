// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town

/// `scripts/verify-ledger` shares no code with the program; both must say the same of a ledger.
@Suite("台帳の第二の読み手")
struct SecondReaderTests {
    private let folder: TemporaryFolder
    private var data: String { folder.file("data").path }

    init() throws {
        folder = try TemporaryFolder("second-reader")
        let made = try Program.run("init", "--data", data, "--rehearsal")
        #expect(made.status == 0, "\(made.complaint)")
        let town = folder.file("town")
        try WriteTown(seed: 3, people: 120, folder: town).run()
        let inbox = town.appendingPathComponent("in").path
        let file = try FileManager.default.contentsOfDirectory(atPath: inbox)
            .filter { $0.hasPrefix("resident_") }.sorted().first
        let taken = try Program.run(
            "import", "residents", inbox + "/" + (try #require(file)), "--data", data,
            "--rehearsal")
        #expect(taken.status == 0, "\(taken.complaint)")
    }

    private func keys() throws -> [String: String] {
        let answer = try Program.run("verify", "--public-keys", "--data", data, "--rehearsal")
        let lines = answer.output.split(separator: "\n").map { $0.split(separator: "\t") }
        return Dictionary(
            uniqueKeysWithValues: lines.filter { $0.count == 2 }
                .map { (String($0[0]), String($0[1])) })
    }

    private func read(_ system: String, of copy: String) throws -> (status: Int32, root: String) {
        let key = try #require(try keys()[system])
        let answer = try python(
            [
                Program.root.appendingPathComponent("scripts/verify-ledger").path,
                "\(copy)/\(system).sqlite", "\(copy)/\(system).checkpoint", "--key", key, "--all",
            ])
        let first = answer.output.split(separator: "\n").first ?? ""
        return (answer.status, String(first.split(separator: "\t").last ?? ""))
    }

    private func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = folder.file("out-\(UUID().uuidString)")
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
    }

    @Test("二人の読み手が、両方の庫で同じ根を計算する")
    func bothAgree() throws {
        let own = try Program.run("verify", "--data", data, "--rehearsal")
        #expect(own.status == 0)
        for system in ["casework", "addressee"] {
            let second = try read(system, of: data)
            #expect(second.status == 0)
            #expect(own.output.contains("\(system)\t"))
            #expect(own.output.contains(second.root), "\(system) の根が違います")
        }
    }

    @Test(
        "書き換えは、第二の読み手にも見つかる",
        arguments: [
            "UPDATE operation SET officer = 'x' WHERE id = 2",
            "UPDATE operation SET recorded_at = recorded_at + 1 WHERE id = 2",
            "DELETE FROM operation_subject WHERE rowid IN (SELECT rowid FROM operation_subject LIMIT 1)",
            "UPDATE resident_fact SET name = name || '　' WHERE id = (SELECT MIN(id) FROM resident_fact)",
            "DELETE FROM resident_fact WHERE id = (SELECT MAX(id) FROM resident_fact)",
            "UPDATE ledger_entry SET body = x'48474C31' WHERE id = 1",
            "DELETE FROM ledger_entry WHERE id = (SELECT MAX(id) FROM ledger_entry)",
            "DELETE FROM ledger_checkpoint WHERE id = (SELECT MAX(id) FROM ledger_checkpoint)",
            "UPDATE ledger_checkpoint SET note = replace(note, 'recorded', 'recordeD') WHERE id = 1",
        ])
    func tamperingIsFound(_ statement: String) throws {
        let copy = folder.file("copy-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for name in ["addressee.sqlite", "addressee.checkpoint"] {
            try FileManager.default.copyItem(
                atPath: data + "/" + name, toPath: copy + "/" + name)
        }
        #expect(try read("addressee", of: copy).status == 0)
        // Whoever can write the file can also take the triggers away.
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            for name, in db.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                db.execute("DROP TRIGGER " + name)
            changed = db.execute(sys.argv[2]).rowcount
            db.commit()
            sys.exit(0 if changed == 1 else 9)
            """
        #expect(try python(["-c", script, copy + "/addressee.sqlite", statement]).status == 0)
        #expect(try read("addressee", of: copy).status == 1)
    }
}

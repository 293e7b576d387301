// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@Suite("hagukumi copy")
struct CopyCommandTests {
    @Test("鍵は持ち主だけが読めるファイルに一度だけ書かれ、公開鍵の一行が出る", .measure("R-56"))
    func key() throws {
        let folder = try TemporaryFolder("copy")
        let file = folder.file("key.pem").path
        let made = try Program.run("copy", "key", "--out", file)
        #expect(made.status == 0 && made.output.hasPrefix("hagukumi-copy-1:"))
        #expect(made.complaint.contains("読み合わせる20けた"))
        #expect(!made.output.contains("PRIVATE"))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(try Program.run("copy", "key", "--out", file).status == 2)
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
    }

    @Test("複製でないファイルや鍵でないファイルは、番号を言って断る", .measure("R-56"))
    func garbage() throws {
        let folder = try TemporaryFolder("copy")
        let (key, file) = (folder.file("key.pem").path, folder.file("x.hgk").path)
        _ = try Program.run("copy", "key", "--out", key)
        try Data("HGKCOPY1nonsense".utf8).write(to: URL(fileURLWithPath: file))
        let opened = try Program.run(
            "copy", "open", file, "--key", key, "--into", folder.url.path)
        #expect(opened.status == 1 && opened.complaint.contains("E-CPY-01"))
        let wrong = try Program.run("copy", "open", file, "--key", file)
        #expect(wrong.status == 1 && wrong.complaint.contains("E-CPY-020"))
        try Data("plain".utf8).write(to: URL(fileURLWithPath: file))
        let shown = try Program.run("copy", "show", file)
        #expect(shown.status == 1 && shown.complaint.contains("E-CPY-019"))
    }
}

@Suite("命令で取り込むファイルの検査", .measure("R-85d"))
struct ScannedImportTests {
    @Test("検査の設定のない実在の庁では、どの取込みも、開く前に断る")
    func everyImport() throws {
        let folder = try TemporaryFolder("scan")
        let data = folder.file("data").path
        let file = folder.file("resident_差分_20250601000000_001.csv").path
        try Data("x".utf8).write(to: URL(fileURLWithPath: file))
        #expect(try Program.run("init", "--data", data).status == 0)
        let commands = [
            ["residents", file], ["applications", file], ["insurance", file, "--from", "kokuho"],
            ["welfare", file], ["claims", file], ["reimbursements", file], ["tax", file],
            ["masters", "banks", file],
        ]
        for command in commands {
            let answer = try Program.run(["import"] + command + ["--data", data])
            #expect(answer.status == 1, "\(command) \(answer.complaint)")
            #expect(answer.complaint.contains("E-LNK-090"), "\(command) \(answer.complaint)")
        }
        // Settings that others can change, or that nobody can read, open nothing.
        let settings = data + "/keys/scanner.json"
        let place = "{\"clamd\": \"/nowhere/clamd.ctl\", \"patternDays\": 3, \"seconds\": 1}"
        for (text, mode, code) in [
            ("{}", 0o600, "E-CMD-107"), (place, 0o666, "E-CMD-107"), (place, 0o600, "E-LNK-091"),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: settings))
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: settings)
            let answer = try Program.run("import", "claims", file, "--data", data)
            #expect(answer.complaint.contains(code), "\(text) \(answer.complaint)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

/// The command line against the list that was reviewed (`Golden/commands.tsv`).
@Suite("命令と旗の一覧", .measure("R-50", "R-05"))
struct FlagsTests {
    private struct Line: Hashable {
        let command: String
        let who: String
        let flags: Set<String>
    }

    /// What the program says of one command, as its help machine tells it.
    private struct Described: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
            let valueName: String?
        }
        let commandName: String
        let subcommands: [Described]?
        let arguments: [Argument]?

        func leaves(_ path: [String]) -> [(command: String, flags: Set<String>)] {
            if let subcommands, !subcommands.isEmpty {
                return subcommands.flatMap { $0.leaves(path + [$0.commandName]) }
            }
            let flags = (arguments ?? []).map { argument in
                argument.names?.first { $0.kind == "long" }.map { "--\($0.name)" }
                    ?? "<\(argument.valueName ?? "")>"
            }
            return [
                (path.joined(separator: " "), Set(flags).subtracting(["--help", "--version"]))
            ]
        }
    }

    private struct Root: Decodable { let command: Described }

    private func reviewed() throws -> [Line] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/commands.tsv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                return Line(
                    command: String(cells[0]), who: String(cells[1]),
                    flags: Set(cells[2].split(separator: " ").map(String.init)))
            }
    }

    @Test("どの命令のどの旗も、見直した一覧にあるものだけである")
    func everyFlagIsReviewed() throws {
        let answer = try Program.run("--experimental-dump-help")
        let root = try JSONDecoder().decode(Root.self, from: Data(answer.output.utf8))
        let real = root.command.leaves([]).filter { $0.command != "help" }
        let list = try reviewed()
        #expect(Set(real.map(\.command)) == Set(list.map(\.command)))
        for (command, flags) in real {
            let known = list.first { $0.command == command }?.flags ?? []
            #expect(flags == known, "\(command) \(flags.symmetricDifference(known).sorted())")
        }
    }

    @Test("決裁や確認を飛ばす旗、他人の名で動く旗は、どの命令にもない")
    func noFlagSkips() throws {
        let forbidden = [
            "force", "yes", "skip", "approve", "no-check", "no-log", "without", "ignore", "as",
            "sudo", "bypass",
        ]
        for line in try reviewed() {
            for flag in line.flags {
                let words = flag.split { "-<>".contains($0) }.map(String.init)
                #expect(
                    forbidden.allSatisfy { !words.contains($0) }, "\(line.command) \(flag)")
            }
            // An officer's name is taken only together with the password, and only in a rehearsal.
            #expect(!line.flags.contains("--officer") || line.who == "login", "\(line.command)")
            #expect((line.who == "none") == !needsData(line), "\(line.command)")
        }
    }

    private func needsData(_ line: Line) -> Bool {
        line.flags.contains("--data")
            || ["municipalities init", "municipalities serve"].contains(line.command)
    }

    @Test("職員の名で働く命令は、ログインがなければ、何も答えず、何も書かない")
    func withoutLogin() throws {
        let folder = try TemporaryFolder("flags")
        let data = folder.file("data").path
        #expect(try Program.run("init", "--data", data).status == 0)
        try Data("検証\n".utf8).write(to: folder.file("month.csv"))
        let further = [
            "hub on": ["--reason", "試行", "--confirm"], "hub off": ["--reason", "試行"],
            "retention certificate": ["1"],
            "migrate try": [folder.url.path, "--cutover", "2025-04-01", "--name", "旧システム"],
            "migrate report": ["1"], "migrate propose": ["1", "--reason", "試行"],
            "migrate approve": ["1", "--reason", "試行"],
            "migrate load": ["1", folder.url.path],
            "migrate month": ["2025-06", folder.file("month.csv").path],
        ]
        let log = ["verify", "--data", data]
        let before = try Program.run(log).output
        var tried = 0
        for line in try reviewed() where line.who == "login" {
            let words = line.command.split(separator: " ").map(String.init)
            let answer = try Program.run(
                words + ["--data", data] + (further[line.command] ?? []))
            #expect(answer.status == 1, "\(line.command) \(answer.complaint)")
            #expect(answer.complaint.contains("E-SAF-003"), "\(line.command) \(answer.complaint)")
            #expect(answer.output.isEmpty, "\(line.command)")
            // A password in place of the log-in is for the rehearsal only.
            let named = try Program.run(
                words + ["--data", data, "--officer", "taro"] + (further[line.command] ?? []),
                input: "password\n")
            #expect(named.status == 1 && named.output.isEmpty, "\(line.command)")
            tried += 1
        }
        #expect(tried >= 7)
        #expect(try Program.run(log).output.contains("問題はありません"))
        #expect(before.contains("問題はありません"))
    }
}

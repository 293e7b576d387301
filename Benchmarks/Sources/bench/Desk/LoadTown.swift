// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A city whose year has been played, and its officers; kept under `.build`, for it takes long.
struct LoadTown {
    let folder: URL
    private let program: String
    private let course: Course

    var data: String { folder.appendingPathComponent("data").path }

    /// Plays the year where it has not been played yet.
    init(_ course: Course, program: String, people: Int) throws {
        self.course = course
        self.program = program
        folder =
            course.town
            ?? course.root.appendingPathComponent("Benchmarks/.build/desk-town-\(people)")
        let mark = folder.appendingPathComponent("played").path
        guard !FileManager.default.fileExists(atPath: mark) else { return }
        Course.say("架空の市(\(people)人)の一年を動かします。一度だけです")
        try? FileManager.default.removeItem(at: folder)
        let spent = try Course.timed {
            try Self.start(
                program,
                ["demo", "--people", "\(people)", "--seed", "1", "--no-serve"]
                    + ["--dir", folder.path], in: course.root)
            return 0
        }
        // The letters of the year are not needed, and large.
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("out"))
        try Data().write(to: URL(fileURLWithPath: mark))
        Course.say("市の一年 \(Table.time(spent.seconds))")
    }

    /// Officers of the counter with a password each, registered at the machine as `user add` does.
    func officers(_ count: Int) throws -> [LoadOfficer.Name] {
        let list = folder.appendingPathComponent("officers.json")
        var known: [LoadOfficer.Name] = []
        if let bytes = try? Data(contentsOf: list) {
            known = try JSONDecoder().decode([LoadOfficer.Name].self, from: bytes)
        }
        if known.count < count { Course.say("職員を\(count)人登録します") }
        while known.count < count {
            let number = String(format: "%03d", known.count + 1)
            let name = LoadOfficer.Name(
                officer: "madoguchi\(number)", password: "\(UUID().uuidString)")
            try Self.start(
                program,
                ["user", "add", "--data", data, "--rehearsal", "--keep-password"]
                    + ["--name", "窓口 \(number)", "--role", "counter", "--", name.officer],
                in: course.root, said: name.password + "\n")
            known.append(name)
            try JSONEncoder().encode(known).write(to: list)
        }
        return Array(known.prefix(count))
    }

    /// Whom the officers ask about, from the files that the city came from.
    func whom() throws -> LoadPeople { try LoadPeople(folder) }

    private static func start(
        _ program: String, _ words: [String], in root: URL, said: String = ""
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = words
        process.currentDirectoryURL = root
        process.standardOutput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data(said.utf8))
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("hagukumi \(words[0]) が失敗しました")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Yams

/// A book must not depend on one YAML library: a second, independent reader (PyYAML) sees the same
/// words at the same places.
@Suite("制度の本と様式は、別の読み手にも同じに読める")
struct SecondReaderTests {
    private static let root = URL(fileURLWithPath: Books.directory).deletingLastPathComponent()
    private static let python = root.appendingPathComponent(".venv/bin/python").path

    private static let script = """
        import json, sys, yaml
        def walk(path, node, out):
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value: walk(path + "/" + key.value, value, out)
            elif isinstance(node, yaml.SequenceNode):
                for index, value in enumerate(node.value): walk(f"{path}/{index}", value, out)
            else: out.append(path + "=" + node.value)
        for name in sys.argv[1:]:
            out = []
            walk("", yaml.compose(open(name, encoding="utf-8").read()), out)
            print(json.dumps(out, ensure_ascii=False))
        """

    @Test("PyYAML と一字も違わない", .enabled(if: FileManager.default.fileExists(atPath: python)))
    func readsTheSame() throws {
        let files = ["Schemes", "Layouts"].flatMap(yamlFiles)
        #expect(files.count > 30)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: SecondReaderTests.python)
        process.arguments = ["-c", SecondReaderTests.script] + files
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let lines = bytes.split(separator: 0x0A)
        try #require(lines.count == files.count)
        for (file, line) in zip(files, lines) {
            let theirs = try JSONDecoder().decode([String].self, from: Data(line))
            let text = try String(contentsOfFile: file, encoding: .utf8)
            var ours: [String] = []
            SecondReaderTests.walk("", try #require(try Yams.compose(yaml: text)), &ours)
            #expect(ours == theirs, "\(file)")
        }
    }

    private static func walk(_ path: String, _ node: Node, _ out: inout [String]) {
        if let mapping = node.mapping {
            for (key, value) in mapping { walk("\(path)/\(key.scalar?.string ?? "")", value, &out) }
        } else if let sequence = node.sequence {
            for (index, value) in sequence.enumerated() { walk("\(path)/\(index)", value, &out) }
        } else {
            out.append("\(path)=\(node.scalar?.string ?? "")")
        }
    }

    private func yamlFiles(below folder: String) -> [String] {
        let start = SecondReaderTests.root.appendingPathComponent(folder)
        let all = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)
        var found: [String] = []
        while let file = all?.nextObject() as? URL {
            if file.pathExtension == "yaml" { found.append(file.path) }
        }
        return found.sorted()
    }
}

// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

/// Where books and layouts are found: option, environment, here, beside the program, the system.
struct DataFolders: ParsableArguments {
    @Option(help: "制度の本のあるフォルダ")
    var schemes: String?

    @Option(help: "様式のあるフォルダ")
    var layouts: String?

    func schemesFolder() throws -> URL {
        try DataFolders.find("Schemes", option: schemes, variable: "HAGUKUMI_SCHEMES")
    }

    func layoutsFolder() throws -> URL {
        try DataFolders.find("Layouts", option: layouts, variable: "HAGUKUMI_LAYOUTS")
    }

    static func find(_ name: String, option: String?, variable: String) throws -> URL {
        if let option { return URL(fileURLWithPath: option) }
        if let named = ProcessInfo.processInfo.environment[variable] {
            return URL(fileURLWithPath: named)
        }
        // Beside the program, and above it where a build folder holds it.
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var places = [URL(fileURLWithPath: name)]
        var folder = program.deletingLastPathComponent()
        for _ in 0..<4 {
            places.append(folder.appendingPathComponent(name))
            folder.deleteLastPathComponent()
        }
        places.append(URL(fileURLWithPath: "/usr/share/hagukumi/\(name)"))
        guard let found = places.first(where: { FileManager.default.fileExists(atPath: $0.path) })
        else {
            throw ValidationError(
                "\(name) のフォルダが見つかりません。--\(name.lowercased()) で場所を示してください")
        }
        return found
    }
}

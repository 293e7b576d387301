// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Reports

/// The parts of the program with their versions; needs no installation.
struct Parts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "部品の一覧(SBOM)を並べる。--json は CycloneDX 1.5")
    @OptionGroup var options: InspectOptions

    /// CycloneDX 1.5, as far as scanners need it: name, version, type and package URL.
    private struct Bill: Encodable {
        struct Component: Encodable {
            let type = "library"
            let name: String
            let version: String
            let purl: String?
        }
        let bomFormat = "CycloneDX"
        let specVersion = "1.5"
        let version = 1
        let components: [Component]
    }

    func run() throws {
        let parts = try PartsCatalogue.parts()
        guard options.json else {
            for part in parts {
                Output.standard.write(
                    "\(part.name)\t\(part.version.isEmpty ? "OS の版" : part.version)"
                        + "\t\(part.origin)\n")
            }
            return
        }
        try Output.standard.json(Bill(components: parts.map(Self.component)))
    }

    private static func component(_ part: Part) -> Bill.Component {
        let place = part.origin.split(separator: "/").suffix(2).joined(separator: "/")
        return Bill.Component(
            name: part.name, version: part.version,
            purl: part.kind == .swift
                ? "pkg:swift/github.com/\(place)@\(part.version)" : nil)
    }
}

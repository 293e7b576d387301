// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mustache
import Vocabulary

/// The templates of the desk, read once in a process: they are part of the program, and every desk of it
/// has the same.
struct Templates: Sendable {
    private let library: MustacheLibrary
    private static let read = Task { try await Templates() }

    /// - Throws: `Fault(.disk)` where the folder is missing, and what a template has wrong.
    static var ofProgram: Templates { get async throws { try await read.value } }

    private init() async throws {
        library = try await MustacheLibrary(directory: try Self.folder("Templates"))
    }

    /// The text of a template with a model.
    func render(_ model: some PageModel, with template: String) throws -> String {
        guard let text = library.render(MirroredModel(model), withTemplate: template) else {
            throw Fault(.disk, detail: "template \(template) is missing")
        }
        return text
    }

    /// A file under `Assets/`.
    static func asset(_ name: String) throws -> [UInt8] {
        let file = URL(fileURLWithPath: try folder("Assets")).appendingPathComponent(name)
        return [UInt8](try Data(contentsOf: file))
    }

    private static func folder(_ name: String) throws -> String {
        guard let url = Bundle.module.url(forResource: name, withExtension: nil) else {
            throw Fault(.disk, detail: "the folder \(name) of the desk is missing")
        }
        return url.path
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mustache
import Vocabulary

/// The templates of the desk, read once at the start.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Throws: `Fault(.disk)` where the folder is missing, and what a template has wrong.
    init() async throws {
        library = try await MustacheLibrary(directory: try Self.folder("Templates"))
    }

    /// The text of a template with a model.
    func render(_ model: some PageModel, with template: String) throws -> String {
        assert(Self.isPlain(model), "\(template): only plain values may reach a template")
        guard let text = library.render(model, withTemplate: template) else {
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

    /// Whether a model holds texts, numbers, truth values and models of pages only: a template can
    /// print every stored property of a value, private ones too.
    static func isPlain(_ value: Any) -> Bool {
        switch value {
        case is String, is Bool, is Int, is Int64: return true
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional, .collection: return mirror.children.allSatisfy { isPlain($0.value) }
        case .struct:
            return value is any PageModel && mirror.children.allSatisfy { isPlain($0.value) }
        default: return false
        }
    }
}

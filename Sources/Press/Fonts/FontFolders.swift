// SPDX-License-Identifier: Apache-2.0

/// The folders of the fonts that documents are drawn with; nothing else on the machine is used.
public struct FontFolders: Sendable {
    public let folders: [String]

    public init(_ folders: [String]) { self.folders = folders }

    /// Where Debian puts BIZ UDGothic, IPAmj Mincho and IPAex.
    public static let debian = FontFolders([
        "/usr/share/fonts/truetype/bizud-gothic", "/usr/share/fonts/truetype/ipamj",
        "/usr/share/fonts/opentype/ipaexfont-gothic", "/usr/share/fonts/opentype/ipaexfont-mincho",
    ])

    /// The text of a fontconfig configuration with exactly these folders and no substitution.
    var configuration: String {
        let entries = folders.map { "<dir>\(FontFolders.escaped($0))</dir>" }.joined()
        return """
            <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>\(entries)<cachedir>/var/cache/fontconfig</cachedir></fontconfig>
            """
    }

    private static func escaped(_ path: String) -> String {
        path.reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            default: text.append(character)
            }
        }
    }
}

//! Elements of XML by their local names.

use roxmltree::Node;

/// Elements and attributes by their local names: files of Word differ in prefixes and in the edition of the namespace.
pub trait Local<'a, 'i: 'a> {
    /// The first child of this name.
    fn child(&self, name: &str) -> Option<Node<'a, 'i>>;
    /// The value of an attribute.
    fn value(&self, name: &str) -> Option<&'a str>;
    /// Whether the element has this name.
    fn has_tag_name_like(&self, name: &str) -> bool;
}

impl<'a, 'i: 'a> Local<'a, 'i> for Node<'a, 'i> {
    fn child(&self, name: &str) -> Option<Node<'a, 'i>> {
        self.children().find(|child| child.tag_name().name() == name)
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
    }

    fn has_tag_name_like(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}
